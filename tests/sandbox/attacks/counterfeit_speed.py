"""expect: contained; wants more time than there is"""

import time

time.monotonic = time.perf_counter = lambda: 0.0
while True:
    time.sleep(0.01)
