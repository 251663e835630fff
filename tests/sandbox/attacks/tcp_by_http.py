"""expect: contained; calls home like a browser"""

import urllib.request

urllib.request.urlopen("http://127.0.0.1:%d/" % __TCP__, timeout=0.3)
