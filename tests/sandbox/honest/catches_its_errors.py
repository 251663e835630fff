"""expect: right; tracebacks, exceptions, tests of its own"""

import traceback
import unittest


def demand(x):
    try:
        1 / 0
    except ZeroDivisionError:
        text = traceback.format_exc()

    class Own(unittest.TestCase):
        def runTest(self):
            self.assertEqual(1, 1)

    return "ZeroDivisionError" in text and unittest.TextTestRunner().run(Own()).wasSuccessful()
