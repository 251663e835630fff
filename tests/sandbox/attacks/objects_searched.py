"""expect: contained; looks through all objects for functions and values of the other half"""

import gc
import types

for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType | types.ModuleType):
        home = getattr(thing, "__module__", "") or thing.__name__
        if str(home).startswith(("grader.checks", "grader.grade", "grader.misconceptions", "grader.course", "solutions")):
            print("PWNED", thing)
