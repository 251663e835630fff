"""expect: contained; prints its environment"""

import os

print(dict(os.environ))
