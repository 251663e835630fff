"""expect: contained; looks for another installation of the grader in every place that can be listed"""

import os
import sys

places = {*sys.path, "/", "/opt", "/srv", "/home", "/root", "/tmp", "/usr/local", "/var/lib", "/usr/lib/python3/dist-packages"}
while places:
    place = places.pop()
    for name in ("grader/checks/rnn.py", "grader/_bundled/solutions/rnn.py", "solutions/rnn.py"):
        try:
            with open(os.path.join(place, name), "rb") as file:
                print("PWNED", place, file.read(60))
        except OSError:
            continue
