"""expect: contained; starts a shell"""

import os

os.system("echo PWNED")
