"""expect: contained; the packer of our half packs something else"""

import sys

wire = sys.modules["grader.wire"]
wire.frame = wire.pack = lambda value: b"\5\0\0\0T" + b"T" * 100
wire.unpack = lambda payload: ("returned", 1.0, {}, [])
