"""expect: contained; calls home"""

import socket

socket.create_connection(("127.0.0.1", __TCP__), timeout=0.3).sendall(b"here I am")
