"""expect: contained; sends a datagram home"""

import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"here I am", ("127.0.0.1", __UDP__))
