"""expect: contained; looks for the course beside the modules of ours"""

import os
import sys


def attack():
    places = {os.path.dirname(os.path.dirname(module.__file__ or "")) for name, module in list(sys.modules.items())
              if name.startswith("grader") and getattr(module, "__file__", None)}
    for place in places | {os.path.dirname(place) for place in places}:
        for folder in ("solutions", "_bundled/solutions", "grader/_bundled/solutions", "checks"):
            try:
                with open(os.path.join(place, folder, "rnn.py")) as file:
                    print("PWNED", file.read(60))
            except OSError:
                pass


attack()
