"""expect: contained; writes its output as memory, beyond what was counted"""

import mmap

output = mmap.mmap(1, 65536, flags=mmap.MAP_SHARED)
output[:] = (b"\x1b]0;PW\x07\x9b2J\xe2\x80\xae\0" * 6000)[:65536]


def rnn_step(*anything):
    output[:] = b"\xff" * 65536
    while True:
        pass
