"""What a zygote does before it is confined, so that its children find it done: imports, and first uses of things.

Whatever is done here is done once; whatever is not, every child does again, or cannot do at all where it may open no
file.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

import grader
from grader import inside, wire
from grader.inside import kernel, serve

# What honest submissions import. Only where nothing can be imported later: it takes as long as numpy.
LIBRARY = """
__future__ abc array ast base64 bisect calendar cmath collections.abc contextlib copy csv ctypes dataclasses datetime
decimal dis enum fractions functools gc glob hashlib heapq html inspect io itertools json keyword linecache locale
logging math numbers operator os pathlib platform pprint queue random re secrets shutil signal statistics string struct
tempfile textwrap threading time timeit token tokenize traceback types typing unicodedata unittest uuid warnings
weakref zlib
numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing numpy.typing
""".split()


def warm(preloads: Sequence[str], library: bool, forks: bool = True) -> None:
    """Import and use what children will use.

    Args:
        preloads: Heavy modules by name; our drivers come with them.
        library: Import the standard library's usual modules, because no child can.
        forks: Children will come from this process; otherwise it may have threads, and what spares them time is left.

    Raises:
        RuntimeError: More than one thread is running: a fork would copy locks that nobody opens again.
    """
    for name in LIBRARY if library else ():
        with suppress(ImportError):
            importlib.import_module(name)
    for name in preloads:
        importlib.import_module(name)
    if library and "torch" in preloads:
        importlib.import_module("torch._dynamo")
    _numpy()
    if library or preloads:
        later()
    if preloads:
        _drivers()
    if "torch" in sys.modules:
        _torch(sys.modules["torch"])
        if forks:
            kernel.collapse_heap()
    if forks and kernel.threads() != 1:
        raise RuntimeError(f"{kernel.threads()} threads after importing {', '.join(preloads) or 'numpy'}: cannot fork")
    _forget_the_way_home()


def _drivers() -> None:
    import pkgutil  # noqa: PLC0415  a millisecond, for those who preload alone

    for module in pkgutil.iter_modules(inside.__path__):
        if module.name.startswith("drivers"):
            importlib.import_module(f"{inside.__name__}.{module.name}")


def _forget_the_way_home() -> None:
    """`import grader.checks` finds nothing, and no path of ours is asked in vain at every import."""
    home = str(Path(grader.__file__ or "").resolve().parent.parent)
    if not (Path(home) / "numpy").exists():  # a checkout, not site-packages
        sys.path[:] = [path for path in sys.path if path != home]
        sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder)]
    for package in (grader, inside):
        package.__path__[:] = []
    sys.path_importer_cache.clear()


def later() -> None:
    """Import what can wait until there are several files: a fifth of numpy's own time. Needs files."""
    importlib.import_module("numpy.random")


def _numpy() -> None:
    array = np.linspace(-1.0, 1.0, 16).reshape(4, 4)
    np.tanh(array @ array).sum(axis=0)
    np.einsum("ij,jk->ik", array, array)
    np.linalg.norm(array)
    np.linalg.svd(array)
    repr(array)
    source = b"import numpy as np\ndef f(x):\n    return x / 0\n"
    file, _ = serve.load(source, "warm.py")
    for argument in (array, "no number"):
        request: tuple[Any, ...] = ("call", "f", (argument,), "")
        wire.unpack(wire.pack(serve.call(file, request, wire.pack(request))))
    sys.modules.pop("warm", None)


def _torch(torch: Any) -> None:
    """Use what torch imports late: optimisers, checkpoint and func pull in torch._dynamo, a second in every child."""
    torch.set_num_threads(1)
    with suppress(RuntimeError):
        torch.set_num_interop_threads(1)
    _use_autograd(torch)
    if "torch._dynamo" in sys.modules:  # asked for by exercises that train: half a second that others need not wait
        for name in ("utils.checkpoint", "utils.data", "func", "nn.utils", "autograd.gradcheck"):
            importlib.import_module(f"torch.{name}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _use_torch(torch)
    else:
        # A child that imports it after all makes a folder for it, unless one is there; nothing can be made in a child.
        import tempfile  # noqa: PLC0415  two milliseconds that a zygote without torch can do without

        tempfile.tempdir = os.environ["TORCHINDUCTOR_CACHE_DIR"] = "/"
    # A pool of threads cannot be made in a child, and libgomp would end the process over it.
    torch.set_num_threads = torch.set_num_interop_threads = lambda threads: None


def _use_autograd(torch: Any) -> None:
    """The first gradient of an array imports sympy: 160 ms, in every child that is asked for one."""
    weights = torch.randn(3, 3, dtype=torch.float64, requires_grad=True)
    states = torch.tanh(torch.randn(2, 3, dtype=torch.float64) @ weights.T)
    torch.autograd.grad(states, weights, torch.ones_like(states))
    torch.nn.RNNCell(2, 3)(torch.randn(1, 2)).sum().backward()


def _use_torch(torch: Any) -> None:
    recurrent = torch.nn.LSTM(3, 4)
    adam, sgd = torch.optim.Adam(recurrent.parameters()), torch.optim.SGD(recurrent.parameters(), lr=0.1)
    outputs, _ = recurrent(torch.randn(2, 1, 3))
    outputs.sum().backward()
    torch.nn.utils.clip_grad_norm_(recurrent.parameters(), 1.0)
    adam.step()
    sgd.step()
    torch.func.vmap(torch.func.grad(lambda x: (x**3).sum()))(torch.randn(2, 3))
    layer, inputs = torch.nn.Linear(2, 2), torch.randn(1, 2, requires_grad=True)
    torch.utils.checkpoint.checkpoint(layer, inputs, use_reentrant=False).sum().backward()
    scores = torch.randn(2, 3, requires_grad=True)
    torch.nn.functional.cross_entropy(scores, torch.tensor([0, 1])).backward()
    torch.nn.Conv2d(1, 1, 2)(torch.randn(1, 1, 4, 4)).sum().backward()
    torch.nn.functional.scaled_dot_product_attention(*[torch.randn(1, 2, 3)] * 3)
    torch.linalg.svd(torch.randn(3, 3, dtype=torch.float64))
    repr(torch.randn(3))
    kept = io.BytesIO()
    torch.save(layer.state_dict(), kept)
    torch.load(io.BytesIO(kept.getvalue()))
