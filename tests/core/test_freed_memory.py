import platform

from photohash.core.freed_memory import give_back_freed_memory, give_back_gaps


def test_freed_memory_is_given_back_where_the_c_library_would_keep_it():
    assert give_back_freed_memory() == (platform.libc_ver()[0] == "glibc")
    give_back_gaps()
