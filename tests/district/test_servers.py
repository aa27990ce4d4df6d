# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which file servers are other computers: by names of our own in place of the network's."""

import platform
import socket
import threading
from ipaddress import ip_address
from pathlib import Path

import pytest

from sync.safety import servers
from sync.safety.media import Why, judge
from sync.safety.servers import is_ours, look_up, named_in
from tests.support.kernel import Kernel

ONE_KIND = "sqlcipher"
OWN_NAME = platform.node()
PHONE_BOOK = {
    "store": "198.51.100.7",
    "store.example": "198.51.100.7 2001:db8::7",
    "store-six": "2001:db8::7",
    "mapped": "::ffff:198.51.100.7",
    "other": "198.51.100.8",
    "localhost": "127.0.0.1",
    "ip6-localhost": "::1",
    "localhost.localdomain": "127.0.0.1",
    "half": "198.51.100.9 127.0.1.1",
    OWN_NAME.casefold(): "198.51.100.99",
    f"{OWN_NAME.partition('.')[0]}.example".casefold(): "198.51.100.98",
}


@pytest.fixture
def kernel(tmp_path):
    """Give the trees of a computer with two disks, whose root lies on one."""
    made = Kernel(tmp_path)
    made.disk("sda", "8:0")
    made.disk("sdb", "8:17")
    made.mount("/", "8:0", "ext4", "/dev/sda")
    return made


def lookup(name):
    return frozenset(ip_address(one) for one in PHONE_BOOK.get(name, "").split())


def judged(kernel, **said):
    found = judge(
        Path("/data/district.db"), Path("/backups/district"), root=kernel.root, lookup=lookup, **said
    )
    return found.safe, found.why, found.names


@pytest.mark.parametrize(
    ("files", "source", "server"),
    [
        ("nfs", "store.example:/exports/district", "store.example"),
        ("nfs4", "[2001:db8::7]:/district", "2001:db8::7"),
        ("nfs4", "198.51.100.7:/", "198.51.100.7"),
        ("nfs4", "mapped:/x", "mapped"),
        ("cifs", "//STORE./district", "store"),
        ("smb3", "//store/district/below", "store"),
        ("cifs", "\\134\\134store\\134district", "store"),
        ("fuse.sshfs", "fieldkit@store.example:backups", "store.example"),
        ("fuse.sshfs", "field@kit@store:a@localhost:b", "store"),
    ],
)
def test_a_file_server_is_elsewhere(kernel, files, source, server):
    kernel.mount("/backups", "0:50", files, source)
    assert judged(kernel) == (True, Why.SERVER, (server,))


OURSELVES = [
    *("localhost", "LOCALHOST", "localhost.", "ip6-localhost", "localhost.localdomain", "half"),
    *("127.0.0.1", "127.9.9.9", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"),
    *(OWN_NAME, OWN_NAME.upper(), f"{OWN_NAME}.", f"{OWN_NAME.partition('.')[0]}.example", "198.51.100.99"),
    *("me@localhost", "me@[::1]", "store,127.0.0.1", "127.0.0.1,store", "store,unheard"),
]


@pytest.mark.parametrize("server", OURSELVES)
@pytest.mark.parametrize("files", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_file_server_on_this_very_computer_is_not(kernel, files, server):
    source = f"//{server}/x" if files == "cifs" else f"{server}:/x"
    kernel.mount("/backups", "0:50", files, source)
    assert judged(kernel) == (False, Why.UNSEEN, ())
    kernel.mount("/backups", "8:17", "ext4", "/dev/sdb1")
    kernel.mount("/data", "0:50", files, source)
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_an_address_of_our_own_cards_is_this_computer(kernel, monkeypatch):
    """What can be bound is ours: here by a socket that binds to one address more than this computer has."""
    ours = ip_address("198.51.100.44")

    class OfMore(socket.socket):
        def bind(self, where):
            if where[0] != str(ours):
                super().bind(where)

    kernel.mount("/backups", "0:50", "nfs4", f"{ours}:/x")
    assert judged(kernel) == (True, Why.SERVER, (str(ours),))
    monkeypatch.setattr(servers.socket, "socket", OfMore)
    assert judged(kernel) == (False, Why.UNSEEN, ())
    assert not is_ours(ip_address("198.51.100.7"))


def test_an_address_that_cannot_be_tried_may_be_ours(monkeypatch):
    def refused(*_args, **_named):
        raise PermissionError(1, "not allowed")

    assert not is_ours(ip_address("198.51.100.7"))
    monkeypatch.setattr(servers.socket, "socket", refused)
    assert is_ours(ip_address("198.51.100.7"))


def test_where_the_kernel_really_talks_to_counts_too(kernel):
    kernel.mount("/backups", "0:50", "cifs", "//store/x rw,vers=3.1.1,addr=127.0.0.1,soft")
    assert judged(kernel) == (False, Why.UNSEEN, ())
    kernel.mount("/backups", "0:51", "nfs4", "store:/x rw,clientaddr=127.0.0.1,addr=198.51.100.7")
    assert judged(kernel) == (True, Why.SERVER, ("198.51.100.7", "store"))


@pytest.mark.parametrize(
    ("files", "source"),
    [
        ("nfs4", "unheard.example:/x"),
        ("nfs4", "store"),
        ("nfs4", ":/x"),
        ("cifs", "///x"),
        ("fuse.sshfs", "nothing"),
        ("beegfs", "beegfs_nodev"),
        ("ceph", "store,127.0.0.1:/x"),
        ("ceph", "fieldkit@1234.files=/"),
        ("fuse.glusterfs", "store:/x"),
        ("lustre", "198.51.100.7@tcp:/x"),
        ("afs", "#root.cell"),
    ],
)
def test_a_server_that_is_not_found_or_not_one_is_unseen(kernel, files, source):
    kernel.mount("/backups", "0:50", files, source)
    assert judged(kernel) == (False, Why.UNSEEN, ())
    assert judged(kernel, elsewhere=True) == (True, Why.SAID, ())
    kernel.mount("/backups", "0:51", "nfs4", "other:/x")
    kernel.mount("/data", "0:50", files, source)
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_the_name_is_taken_out_of_what_the_mount_says():
    assert named_in("[FE80::7%eth0]:/x") == {"fe80::7%eth0"}
    assert named_in("//me@Store/x", "rw,addr=198.51.100.7") == {"store", "198.51.100.7"}
    assert named_in("/dev/sda1") == frozenset()


def test_names_are_looked_up_as_this_computer_does(monkeypatch):
    def told(name, *_args, **_named):
        if name == "unheard":
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (told_of[name], 0, 0, 0))]

    assert ip_address("127.0.0.1") in look_up("localhost")
    told_of = {"store": "2001:db8::7", "near": "fe80::7%eth0"}
    monkeypatch.setattr(servers.socket, "getaddrinfo", told)
    assert look_up("store") == {ip_address("2001:db8::7")}
    assert look_up("near") == {ip_address("fe80::7%eth0")}
    assert look_up("unheard") == frozenset()


def test_a_name_server_that_says_nothing_is_not_waited_for(monkeypatch):
    asked, enough = threading.Event(), threading.Event()

    def silent(*_args, **_named):
        asked.set()
        enough.wait()
        raise OSError

    monkeypatch.setattr(servers.socket, "getaddrinfo", silent)
    assert look_up("store", patience=0.01) == frozenset()
    assert asked.wait(60)
    enough.set()


@pytest.mark.parametrize("other", ["STORE", "store.", "store.example", "198.51.100.7", "mapped"])
def test_one_file_server_by_two_names_is_one(kernel, other):
    kernel.mount("/data", "0:50", "nfs4", "store:/a")
    kernel.mount("/backups", "0:51", "nfs4", f"{other}:/b")
    found = judged(kernel)
    assert found[:2] == (False, Why.SAME_DISK)
    assert found[2] == (other.rstrip(".").casefold(),)


def test_servers_without_addresses_of_one_version_cannot_be_told_apart(kernel):
    kernel.mount("/data", "0:50", "nfs4", "store:/a")
    kernel.mount("/backups", "0:51", "nfs4", "store-six:/b")
    assert judged(kernel) == (False, Why.UNSEEN, ())


def test_database_and_backup_on_one_file_server_are_not_two(kernel):
    kernel.mount("/data", "0:50", "nfs4", "store:/a")
    kernel.mount("/backups", "0:51", "nfs4", "store:/b")
    assert judged(kernel) == (False, Why.SAME_DISK, ("store",))
    kernel.mount("/backups", "0:52", "nfs4", "other:/b")
    assert judged(kernel) == (True, Why.SERVER, ("other",))
    kernel.mount("/backups", "8:17", "ext4", "/dev/sdb1")
    assert judged(kernel) == (True, Why.OTHER_DISK, ("sdb",))
