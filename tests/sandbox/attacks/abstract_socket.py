"""expect: contained; calls a service that has no file"""

import socket

socket.socket(socket.AF_UNIX).connect("\0" + __ABSTRACT__)
