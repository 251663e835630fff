"""expect: right; imports what it needs where it needs it"""

def demand(x):
    import collections
    import copy
    import dataclasses
    import decimal
    import fractions
    import functools
    import itertools
    import json
    import math
    import random
    import re
    import statistics
    import textwrap
    import time
    import typing
    from datetime import datetime

    random.seed(1)
    return json.loads(json.dumps({"x": float(x[0])}))["x"] == float(x[0]) and statistics.mean([1, 2, 3]) == 2
