"""expect: contained; nothing means what it meant"""

import builtins

builtins.isinstance = lambda *anything: True
builtins.sum = builtins.max = builtins.abs = lambda *anything, **more: 0
builtins.type = lambda *anything: dict
