"""expect: contained; takes away the modules that are needed"""

import sys

for name in list(sys.modules):
    if name.startswith(("grader", "numpy", "os", "struct")):
        del sys.modules[name]
