/* Programs in which the library must write nothing to stderr: stderr is a file, which is checked at the end. */
#ifndef SILENT_H
#define SILENT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The stderr of the program's start, for checks that do not hold. */
static FILE *silent_told;
#define CHECK_STREAM silent_told

#include "check.h"

/* Where AddressSanitizer reports, if the program has it. */
extern void __sanitizer_set_report_fd(void *) __attribute__((weak));

static void silent_begin(void)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    silent_told = kept < 0 ? NULL : fdopen(kept, "w");
    if (silent_told == NULL || file == NULL || dup2(fileno(file), STDERR_FILENO) < 0)
        exit(2);
    setvbuf(silent_told, NULL, _IONBF, 0);
    fclose(file);
    if (__sanitizer_set_report_fd != NULL)
        __sanitizer_set_report_fd((void *)(intptr_t)kept);
}

static void silent_end(void)
{
    struct stat state;
    CHECK(fflush(stderr) == 0 && fstat(STDERR_FILENO, &state) == 0 && state.st_size == 0);
    char text[4096];
    ssize_t length = pread(STDERR_FILENO, text, sizeof text, 0);
    if (length > 0)
        fprintf(CHECK_STREAM, "the library wrote to stderr: %.*s\n", (int)length, text);
}

#endif
