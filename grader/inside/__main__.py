"""argv: control socket's descriptor; "many" files or "one"; then, joined by commas, layers, hidden places, modules."""

import gc
import os
import socket
import sys

from grader.inside.lockdown import Confinement

CONTROL = 3  # the first after the standard ones

gc.disable()  # imports make no garbage, and a collection touches every page that children share
control, files, layers, hidden, preloads = sys.argv[1:]
# The outside may hold hundreds of descriptors, and what comes under a high number is beyond what children close.
if int(control) != CONTROL:
    os.dup2(int(control), CONTROL)
    os.close(int(control))
confinement = Confinement([name for name in layers.split(",") if name])
confinement.begin()

from grader.inside import fork_server  # noqa: E402  numpy, in the process that children come from

fork_server.run(
    socket.socket(fileno=CONTROL),
    confinement,
    [place for place in hidden.split(",") if place],
    [name for name in preloads.split(",") if name],
    forks=files == "many",
)
