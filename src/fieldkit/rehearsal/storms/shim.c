/* SPDX-FileCopyrightText: 2026 The FieldKit founders
 * SPDX-License-Identifier: Apache-2.0
 *
 * Stands between one process and its disk (LD_PRELOAD): writes down what the process asks of the files of one folder,
 * and lets the k-th request fail, or kills the process there. Nothing happens until storm_watch() names a folder.
 *
 * 1. A record is written when the request has succeeded, with raw system calls, so that no record is recorded.
 * 2. Files are known by inode: a name may change while a file is open.
 * 3. One thread only: a storm's worker has no other.
 * 4. What is written through mmap is not seen. SQLite writes only its -shm file so, and rebuilds that after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, SYNC = 4, SIZE = 8, NAME = 16 };
enum { KILL = 1, FAIL = 2, TEAR = 3 };

static char folder[PATH_MAX];
static size_t folder_length;
static int log_to = -1;
static unsigned kinds;
static long when, passed;
static int action, number, for_ever;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void storm_watch(const char *where, const char *log)
{
    log_to = log && *log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    snprintf(folder, sizeof folder, "%s", where);
    folder_length = strlen(folder);
    passed = 0;
}

/* From the k-th request of these kinds on: kill, fail with an error number, or write half and kill. 0 only counts. */
void storm_arm(unsigned of_kinds, long k, int do_what, int with_number, int always)
{
    kinds = of_kinds, when = k, action = do_what, number = with_number, for_ever = always, passed = 0;
}

long storm_passed(void) { return passed; }

static void put(char kind, uint64_t inode, int64_t at, const void *a, uint32_t a_length, const void *b, uint32_t b_length)
{
    if (log_to < 0) return;
    struct __attribute__((packed)) { char kind; uint64_t inode; int64_t at; uint32_t a, b; } head =
        { kind, inode, at, a_length, b_length };
    struct iovec parts[3] = { { &head, sizeof head }, { (void *)a, a_length }, { (void *)b, b_length } };
    if (syscall(SYS_writev, log_to, parts, 3) < 0) _exit(97);
}

void storm_mark(const char *text) { put('M', 0, 0, text, strlen(text), "", 0); }

/* The name inside the watched folder, or NULL for another file. */
static const char *ours(const char *path)
{
    if (!folder_length || strncmp(path, folder, folder_length) != 0) return NULL;
    if (path[folder_length] == 0) return ".";
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static int watched(int fd)
{
    char link[40], path[PATH_MAX];
    if (!folder_length || fd < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path) != NULL;
}

static uint64_t inode_of(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 ? about.st_ino : 0;
}

/* Count a request; return what is to happen to it now. */
static int struck(unsigned kind)
{
    if (!(kinds & kind)) return 0;
    passed++;
    if (!when || (for_ever ? passed < when : passed != when)) return 0;
    if (action == KILL || (action == TEAR && kind != WRITE)) syscall(SYS_kill, getpid(), SIGKILL);
    return action;
}

static int failed(void) { errno = number; return -1; }

static ssize_t write_at(int fd, const void *from, size_t length, off_t at, int placed)
{
    int here = watched(fd), now = here ? struck(WRITE) : 0;
    if (now == FAIL) return failed();
    if (now == TEAR) length = length / 2;
    ssize_t done = placed ? syscall(SYS_pwrite64, fd, from, length, at) : syscall(SYS_write, fd, from, length);
    if (now == TEAR) syscall(SYS_kill, getpid(), SIGKILL);
    if (here && done > 0)
        put('W', inode_of(fd), placed ? at : (int64_t)(syscall(SYS_lseek, fd, 0, SEEK_CUR) - done), from, done, "", 0);
    return done;
}

ssize_t write(int fd, const void *from, size_t length) { return write_at(fd, from, length, 0, 0); }
ssize_t pwrite(int fd, const void *from, size_t length, off_t at) { return write_at(fd, from, length, at, 1); }
ssize_t pwrite64(int fd, const void *from, size_t length, off64_t at) { return write_at(fd, from, length, at, 1); }

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    if (!watched(fd)) return syscall(SYS_writev, fd, parts, count);
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len) return write(fd, parts[i].iov_base, parts[i].iov_len); /* a short write is allowed */
    return 0;
}

/* Whoever copies this way goes on by write(), which is seen. */
ssize_t sendfile(int to, int from, off_t *at, size_t length)
{
    return watched(to) ? (errno = ENOSYS, -1) : syscall(SYS_sendfile, to, from, at, length);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) { return sendfile(to, from, at, length); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags)
{
    return watched(to) ? (errno = ENOSYS, -1) : syscall(SYS_copy_file_range, from, a, to, b, length, flags);
}

ssize_t read(int fd, void *to, size_t length)
{
    if ((kinds & READ) && watched(fd) && struck(READ)) return failed();
    return syscall(SYS_read, fd, to, length);
}
ssize_t pread(int fd, void *to, size_t length, off_t at)
{
    if ((kinds & READ) && watched(fd) && struck(READ)) return failed();
    return syscall(SYS_pread64, fd, to, length, at);
}
ssize_t pread64(int fd, void *to, size_t length, off64_t at) { return pread(fd, to, length, at); }

static int flushed(int fd, long call)
{
    int here = watched(fd);
    if (here && struck(SYNC)) return failed();
    int done = syscall(call, fd);
    if (here && done == 0) put('S', inode_of(fd), 0, "", 0, "", 0);
    return done;
}
int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

int ftruncate(int fd, off_t length)
{
    int here = watched(fd);
    if (here && struck(SIZE)) return failed();
    int done = syscall(SYS_ftruncate, fd, length);
    if (here && done == 0) put('T', inode_of(fd), length, "", 0, "", 0);
    return done;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int posix_fallocate(int fd, off_t at, off_t length)
{
    int here = watched(fd);
    if (here && struck(SIZE)) return number;
    int done = syscall(SYS_fallocate, fd, 0, at, length) == 0 ? 0 : errno;
    if (here && done == 0) put('X', inode_of(fd), at + length, "", 0, "", 0);
    return done;
}
int posix_fallocate64(int fd, off64_t at, off64_t length) { return posix_fallocate(fd, at, length); }

static int opened(int at, const char *path, int flags, mode_t mode)
{
    const char *name = path[0] == '/' ? ours(path) : NULL;
    if (!name || !(flags & (O_CREAT | O_TRUNC))) return syscall(SYS_openat, at, path, flags, mode);
    int is_new = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
    if ((is_new || flags & O_TRUNC) && struck(NAME)) return failed();
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && is_new) put('C', inode_of(fd), 0, name, strlen(name), "", 0);
    else if (fd >= 0 && (flags & O_TRUNC)) put('T', inode_of(fd), 0, "", 0, "", 0);
    return fd;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, int); va_end(rest); }
int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }

int rename(const char *from, const char *to)
{
    const char *old = ours(from), *new = ours(to);
    if ((old || new) && struck(NAME)) return failed();
    int done = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (done == 0 && old && new) put('R', 0, 0, old, strlen(old), new, strlen(new));
    return done;
}
int renameat(int a, const char *from, int b, const char *to)
{
    return a == AT_FDCWD && b == AT_FDCWD ? rename(from, to) : REAL(renameat)(a, from, b, to);
}

int unlink(const char *path)
{
    const char *name = ours(path);
    if (name && struck(NAME)) return failed();
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (done == 0 && name) put('U', 0, 0, name, strlen(name), "", 0);
    return done;
}
int unlinkat(int at, const char *path, int flags)
{
    return at == AT_FDCWD && flags == 0 ? unlink(path) : REAL(unlinkat)(at, path, flags);
}
