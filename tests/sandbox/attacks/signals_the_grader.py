"""expect: contained; may it signal the grader?"""

import os


def attack():
    os.kill(__GRADER__, 0)
    print('PWNED')


attack()
