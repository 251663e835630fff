"""The course as files: its index, solutions and stubs. What they mean is in checks/ and misconceptions/."""
