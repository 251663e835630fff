"""expect: contained; asks the loaders of modules that are here for the files of modules that are not"""

import importlib.resources
import importlib.util
import linecache
import os
import pkgutil
import sys
import zipimport


def wanted():
    for name in ("checks/rnn.py", "misconceptions/rnn.py", "_bundled/solutions/rnn.py", "../solutions/rnn.py"):
        yield os.path.join(os.path.dirname(sys.modules["grader"].__file__), name)
    yield __SOLUTION__


def ways(path):
    yield lambda: sys.modules["grader.wire"].__spec__.loader.get_data(path)
    yield lambda: "".join(linecache.getlines(path))
    yield lambda: pkgutil.get_data("grader", os.path.relpath(path, os.path.dirname(sys.modules["grader"].__file__)))
    yield lambda: importlib.resources.files("grader").joinpath(path).read_text()
    yield lambda: zipimport.zipimporter(path).get_data("")
    yield lambda: open(importlib.util.cache_from_source(path), "rb").read()


for path in wanted():
    for way in ways(path):
        try:
            found = way()
        except Exception:
            continue
        if found:
            print("PWNED", found[:60])
