"""expect: contained; writes its output backwards and with holes"""

import os

os.lseek(1, 65530, os.SEEK_SET)
try:
    while True:
        os.write(1, b"\x1b[2Jabc")
except OSError:
    pass
os.lseek(1, -(2**15), os.SEEK_END)
os.write(1, "\u202e".encode() * 100)
