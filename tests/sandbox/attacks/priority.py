"""expect: contained; asks for the processor before others"""

import os


def attack():
    os.sched_setaffinity(0, {0})
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    print("PWNED")


attack()
