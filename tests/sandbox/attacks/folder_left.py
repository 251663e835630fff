"""expect: contained; leaves a folder"""

import os


def attack():
    os.mkdir(__DROP__ + '/folder')
    print('PWNED')


attack()
