/* Functions that a program has of its own and libtakst.a has inside: linked with the archive, each keeps its own. */
#include <stddef.h>

size_t ZSTD_compress(void *to, size_t room, const void *from, size_t length, int level)
{
    (void)to, (void)room, (void)from, (void)level;
    return length;
}

unsigned ZSTD_isError(size_t code)
{
    return code != 0;
}

unsigned FSE_isError(size_t code)
{
    return code != 0;
}
