"""expect: contained; becomes a shell"""

import os

os.execv("/bin/sh", ["sh", "-c", "echo PWNED"])
