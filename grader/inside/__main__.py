"""argv: control socket's descriptor; then, each joined by commas, layers, hidden places and modules to import."""

import gc
import socket
import sys

from grader.inside.lockdown import Confinement

gc.disable()  # imports make no garbage, and a collection touches every page that children share
control, layers, hidden, preloads = sys.argv[1:]
confinement = Confinement([name for name in layers.split(",") if name])
confinement.begin()

from grader.inside import fork_server  # noqa: E402  numpy, in the process that children come from

fork_server.run(
    socket.socket(fileno=int(control)),
    confinement,
    [place for place in hidden.split(",") if place],
    [name for name in preloads.split(",") if name],
)
