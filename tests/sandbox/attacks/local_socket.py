"""expect: contained; calls a service of this machine"""

import socket

socket.socket(socket.AF_UNIX).connect(__SOCKET__)
