"""expect: contained; keeps another learner's file"""

import os


def attack():
    os.link(__OTHER__, __DROP__ + '/kept')
    print('PWNED')


attack()
