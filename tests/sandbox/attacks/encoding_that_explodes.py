"""expect: contained; declares an encoding that is none of texts"""

# coding: unicode_escape
\x70\x72\x69\x6e\x74("P" "WNED")
