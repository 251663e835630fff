"""expect: contained; waits for the grader to give up"""

import time

time.sleep(1000)
