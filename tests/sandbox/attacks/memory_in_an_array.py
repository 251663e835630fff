"""expect: contained; fills 1.5 GB"""

import numpy as np


def attack():
    kept = []
    for _ in range(24):
        kept.append(np.ones(8 << 20))
    print("PWNED", len(kept))


attack()
