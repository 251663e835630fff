"""expect: contained; kills its parent"""

import os

os.kill(os.getppid(), 9)
