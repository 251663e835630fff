"""expect: contained; looks into the checkout's history and into what was built from it"""

import os

for place in (".git/HEAD", ".git/index", ".git/logs/HEAD", "pyproject.toml", "exercises/course.yaml", "README.md"):
    try:
        with open(os.path.join(__CHECKOUT__, place), "rb") as file:
            print("PWNED", file.read(60))
    except OSError:
        pass
for folder in (".git/objects", "dist", "build", "tests/submissions", "examples/class"):
    try:
        print("PWNED", os.listdir(os.path.join(__CHECKOUT__, folder))[:3])
    except OSError:
        pass
