"""argv: control socket's descriptor, output file's descriptor, bytes of output, bytes of memory."""

import socket
import sys

from grader.inside import lockdown, output, serve

control, out, output_bytes, memory_bytes = map(int, sys.argv[1:])
report = lockdown.apply(memory_bytes)
output.capture(out, output_bytes)
serve.serve(socket.socket(fileno=control), report)
