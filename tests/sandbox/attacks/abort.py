"""expect: contained; aborts"""

import os

os.abort()
