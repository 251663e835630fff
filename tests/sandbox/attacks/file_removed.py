"""expect: contained; removes another learner's file"""

import os


def attack():
    os.rename(__OTHER__, __OTHER__ + '.gone')
    print('PWNED')


attack()
