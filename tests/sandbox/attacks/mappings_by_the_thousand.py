"""expect: contained; as many mappings as a process may have, so that its end takes long"""

import mmap

kept = []
try:
    for _ in range(70_000):
        kept.append(mmap.mmap(-1, 4096, prot=mmap.PROT_READ if len(kept) % 2 else mmap.PROT_READ | mmap.PROT_WRITE))
except OSError:
    pass


def rnn_step(*anything):
    while True:
        pass
