"""expect: contained; raises its own limits"""

import resource


def attack():
    resource.setrlimit(resource.RLIMIT_NPROC, (1000, 1000))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 45, 1 << 45))
    print("PWNED")


attack()
