/* A disk that fails, and one that remembers: loaded into the program under test (LD_PRELOAD), it stands between it and
 * the kernel wherever a file under DISK_FOLDER is opened to be written, written, cut, flushed, renamed, removed or made.
 *
 *   DISK_FAILS_AT   the call that fails, counted from 1; none fails without it
 *   DISK_ERROR      the errno that it fails with
 *   DISK_STAYS_FULL also every later call fails
 *   DISK_LOG        a file to which every call that was done is appended, with its data, and what was said on standard
 *                   output: see power.rs, which reads it
 *
 * The kernel hands the calls over (seccomp, SIGSYS), since parts of the program make them without the C library. Those
 * that are made here carry a mark in a register that they have no use for, and are let through. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#define MARK 0x6b736964 /* "disk" */
#define WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

/* The kinds of a record of the log, as power.rs knows them. */
enum { MADE = 1, WROTE, CUT, FLUSHED, RENAMED, REMOVED, MADE_FOLDER, LINKED, SAID, OPENED };

static const char *folder;
static size_t folder_length;
static long fails_at;
static int error_number;
static bool stays_full;
static int record_to = -1;

static long calls;
static volatile char is_held;

static long pass(long number, long a, long b, long c, long d, long e) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = MARK;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

/* The path of a file that is open. */
static bool path_of_open(int file, char path[PATH_MAX]) {
    char link[32] = "/proc/self/fd/", digits[12];
    int at = 14, count = 0;
    if (file < 0)
        return false;
    do
        digits[count++] = (char)('0' + file % 10);
    while ((file /= 10) > 0);
    while (count > 0)
        link[at++] = digits[--count];
    long length = pass(SYS_readlink, (long)link, (long)path, PATH_MAX - 1, 0, 0);
    if (length <= 0)
        return false;
    path[length] = 0;
    return true;
}

/* The whole path of a name in an open folder. */
static bool path_of_name(int in, const char *name, char path[PATH_MAX]) {
    size_t length = strlen(name), before = 0;
    if (name[0] != '/') {
        if (in == AT_FDCWD) {
            if (pass(SYS_getcwd, (long)path, PATH_MAX, 0, 0, 0) <= 0)
                return false;
        } else if (!path_of_open(in, path)) {
            return false;
        }
        before = strlen(path);
        path[before++] = '/';
    }
    if (before + length >= PATH_MAX)
        return false;
    memcpy(path + before, name, length + 1);
    return true;
}

static bool is_ours(const char *path) {
    return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static bool is_there(const char *path) {
    struct stat there;
    return pass(SYS_lstat, (long)path, (long)&there, 0, 0, 0) == 0;
}

static void record(uint64_t kind, const char *path, uint64_t at, const void *data, size_t length) {
    if (record_to < 0)
        return;
    uint64_t head[4] = {kind, strlen(path), at, length};
    struct iovec parts[3] = {{head, sizeof head}, {(void *)path, head[1]}, {(void *)data, length}};
    pass(SYS_writev, record_to, (long)parts, 3, 0, 0);
}

/* Whether it is this call's turn to fail. */
static bool fails(void) {
    calls++;
    return fails_at > 0 && (calls == fails_at || (stays_full && calls > fails_at));
}

/* What is written arrives by half where it fails. */
static long write_to(int file, long number, const char *data, size_t length, long at) {
    char path[PATH_MAX];
    if (file == STDOUT_FILENO) {
        long done = pass(SYS_write, file, (long)data, (long)length, 0, 0);
        if (done > 0)
            record(SAID, "", 0, data, (size_t)done);
        return done;
    }
    if (!path_of_open(file, path) || !is_ours(path))
        return pass(number, file, (long)data, (long)length, at, 0);
    bool is_failing = fails();
    if (number == SYS_write)
        at = pass(SYS_fcntl, file, F_GETFL, 0, 0, 0) & O_APPEND ? pass(SYS_lseek, file, 0, SEEK_END, 0, 0)
                                                                : pass(SYS_lseek, file, 0, SEEK_CUR, 0, 0);
    if (is_failing) {
        pass(SYS_pwrite64, file, (long)data, (long)(length / 2), at, 0);
        return -error_number;
    }
    long done = pass(number, file, (long)data, (long)length, at, 0);
    if (done > 0)
        record(WROTE, path, (uint64_t)at, data, (size_t)done);
    return done;
}

static long open_at(int in, const char *name, long flags, long mode) {
    char path[PATH_MAX];
    if ((flags & O_TMPFILE) == O_TMPFILE || !path_of_name(in, name, path) || !is_ours(path))
        return pass(SYS_openat, in, (long)name, flags, mode, 0);
    if (fails())
        return -error_number;
    bool was_there = is_there(path);
    long file = pass(SYS_openat, in, (long)name, flags, mode, 0);
    if (file >= 0 && !was_there)
        record(MADE, path, 0, "", 0);
    else if (file >= 0)
        record(flags & O_TRUNC ? CUT : OPENED, path, 0, "", 0);
    return file;
}

static long of_open(int file, long number, long length, uint64_t kind) {
    char path[PATH_MAX];
    if (!path_of_open(file, path) || !is_ours(path))
        return pass(number, file, length, 0, 0, 0);
    if (fails())
        return -error_number;
    long done = pass(number, file, length, 0, 0, 0);
    if (done == 0)
        record(kind, path, kind == CUT ? (uint64_t)length : 0, "", 0);
    return done;
}

static long of_name(int in, const char *name, long number, long more, uint64_t kind) {
    char path[PATH_MAX];
    if (!path_of_name(in, name, path) || !is_ours(path))
        return pass(number, in, (long)name, more, 0, 0);
    if (fails())
        return -error_number;
    long done = pass(number, in, (long)name, more, 0, 0);
    if (done == 0)
        record(kind, path, 0, "", 0);
    return done;
}

static long of_names(int in, const char *name, int to, const char *other, long number, long flags, uint64_t kind) {
    char path[PATH_MAX], there[PATH_MAX];
    if (!path_of_name(in, name, path) || !path_of_name(to, other, there) || !is_ours(there))
        return pass(number, in, (long)name, to, (long)other, flags);
    if (fails())
        return -error_number;
    long done = pass(number, in, (long)name, to, (long)other, flags);
    if (done == 0)
        record(kind, path, 0, there, strlen(there));
    return done;
}

static long answer(long number, const greg_t *r) {
    long a = r[REG_RDI], b = r[REG_RSI], c = r[REG_RDX], d = r[REG_R10], e = r[REG_R8];
    switch (number) {
    case SYS_open: return open_at(AT_FDCWD, (const char *)a, b, c);
    case SYS_openat: return open_at((int)a, (const char *)b, c, d);
    case SYS_write: return write_to((int)a, number, (const char *)b, (size_t)c, 0);
    case SYS_pwrite64: return write_to((int)a, number, (const char *)b, (size_t)c, d);
    case SYS_ftruncate: return of_open((int)a, number, b, CUT);
    case SYS_fsync:
    case SYS_fdatasync: return of_open((int)a, number, 0, FLUSHED);
    case SYS_rename: return of_names(AT_FDCWD, (const char *)a, AT_FDCWD, (const char *)b, SYS_renameat2, 0, RENAMED);
    case SYS_renameat: return of_names((int)a, (const char *)b, (int)c, (const char *)d, SYS_renameat2, 0, RENAMED);
    case SYS_renameat2: return of_names((int)a, (const char *)b, (int)c, (const char *)d, SYS_renameat2, e, RENAMED);
    case SYS_link: return of_names(AT_FDCWD, (const char *)a, AT_FDCWD, (const char *)b, SYS_linkat, 0, LINKED);
    case SYS_linkat: return of_names((int)a, (const char *)b, (int)c, (const char *)d, SYS_linkat, e, LINKED);
    case SYS_unlink: return of_name(AT_FDCWD, (const char *)a, SYS_unlinkat, 0, REMOVED);
    case SYS_rmdir: return of_name(AT_FDCWD, (const char *)a, SYS_unlinkat, AT_REMOVEDIR, REMOVED);
    case SYS_unlinkat: return of_name((int)a, (const char *)b, SYS_unlinkat, c, REMOVED);
    case SYS_mkdir: return of_name(AT_FDCWD, (const char *)a, SYS_mkdirat, b, MADE_FOLDER);
    case SYS_mkdirat: return of_name((int)a, (const char *)b, SYS_mkdirat, c, MADE_FOLDER);
    /* Whoever copies within the kernel copies by reading and writing, too. */
    default: return -EINVAL;
    }
}

static void on_call(int signal, siginfo_t *told, void *context) {
    (void)signal;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    while (__atomic_test_and_set(&is_held, __ATOMIC_ACQUIRE))
        pass(SYS_sched_yield, 0, 0, 0, 0, 0);
    registers[REG_RAX] = answer(told->si_syscall, registers);
    __atomic_clear(&is_held, __ATOMIC_RELEASE);
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF(test, value, then, otherwise) BPF_JUMP(BPF_JMP | (test) | BPF_K, value, then, otherwise)
#define HAND_OVER(call) IF(BPF_JEQ, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP)
#define LET BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Only what opens to write is handed over: whoever starts another program opens its libraries before this is there. */
static struct sock_filter filter[] = {
    LOAD(args[5]), IF(BPF_JEQ, MARK, 0, 1), LET,
    LOAD(nr),
    IF(BPF_JEQ, SYS_openat, 0, 4), LOAD(args[2]), IF(BPF_JSET, WRITES, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LET,
    IF(BPF_JEQ, SYS_open, 0, 4), LOAD(args[1]), IF(BPF_JSET, WRITES, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LET,
    HAND_OVER(write), HAND_OVER(pwrite64), HAND_OVER(ftruncate), HAND_OVER(fsync), HAND_OVER(fdatasync),
    HAND_OVER(rename), HAND_OVER(renameat), HAND_OVER(renameat2), HAND_OVER(link), HAND_OVER(linkat),
    HAND_OVER(unlink), HAND_OVER(unlinkat), HAND_OVER(rmdir), HAND_OVER(mkdir), HAND_OVER(mkdirat),
    HAND_OVER(copy_file_range), HAND_OVER(sendfile),
    LET,
};

__attribute__((constructor)) static void begin(void) {
    folder = getenv("DISK_FOLDER");
    if (!folder)
        return;
    folder_length = strlen(folder);
    const char *text = getenv("DISK_FAILS_AT");
    fails_at = text ? atol(text) : 0;
    text = getenv("DISK_ERROR");
    error_number = text ? atoi(text) : EIO;
    stays_full = getenv("DISK_STAYS_FULL") != NULL;
    text = getenv("DISK_LOG");
    if (text)
        record_to = open(text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (sigaction(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        perror("disk.c");
        _exit(99);
    }
}
