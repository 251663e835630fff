"""expect: contained; reads the kernel's messages"""

def attack():
    with open("/dev/kmsg", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
