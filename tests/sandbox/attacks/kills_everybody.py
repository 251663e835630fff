"""expect: contained; layers on only; kills every process it may"""

import os

os.kill(-1, 9)
