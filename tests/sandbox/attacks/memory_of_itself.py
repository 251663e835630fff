"""expect: contained; writes its own read-only memory by way of a file"""

import ctypes


def attack():
    with open("/proc/self/mem", "r+b", buffering=0) as memory:
        memory.seek(ctypes.cast(ctypes.pythonapi.Py_IsInitialized, ctypes.c_void_p).value)
        found = memory.read(8)
        memory.seek(-8, 1)
        print("PWNED", memory.write(found))


attack()
