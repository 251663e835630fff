"""expect: contained; dies of a bad address"""

import ctypes

ctypes.string_at(0)
