"""expect: contained; signals its parent by a descriptor"""

import os
import signal


def attack():
    descriptor = os.pidfd_open(os.getppid())
    signal.pidfd_send_signal(descriptor, 0)
    print("PWNED")


attack()
