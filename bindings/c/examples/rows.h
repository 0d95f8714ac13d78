/* A stream of made-up cases as Arrow columns: case_id (int64), service (dictionary of text), first_day and last_day (date32), payer (int64).
 * Row i is case i: one to sixty days of aftercare that begin in 2022 or 2023. */
#ifndef ROWS_H
#define ROWS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <takst.h>

#define ROWS_COLUMNS 5
#define ROWS_IN_A_BATCH 8192
/* 2022-01-01 in days from 1970-01-01. */
#define ROWS_FIRST_DAY 18993

struct rows {
    int64_t next;
    int64_t count;
};

struct rows_batch {
    int64_t *ids;
    int32_t *services;
    int32_t *first_days;
    int32_t *last_days;
    int64_t *payers;
    struct ArrowArray children[ROWS_COLUMNS];
    struct ArrowArray *child_pointers[ROWS_COLUMNS];
    struct ArrowArray dictionary;
    const void *buffers[ROWS_COLUMNS + 2][3];
};

static const char ROWS_SERVICES[] = "mandecentret/efterforsorg-basismandecentret/efterforsorg-udvidetmandecentret/efterforsorg";
static const int32_t ROWS_OFFSETS[] = {0, 31, 64, 89};

struct rows_schema {
    struct ArrowSchema children[ROWS_COLUMNS];
    struct ArrowSchema *pointers[ROWS_COLUMNS];
    struct ArrowSchema dictionary;
};

static void rows_release_part(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void rows_release_schema(struct ArrowSchema *schema)
{
    free(schema->private_data);
    schema->release = NULL;
}

static int rows_get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    static const char *const names[ROWS_COLUMNS] = {"case_id", "service", "first_day", "last_day", "payer"};
    static const char *const formats[ROWS_COLUMNS] = {"l", "i", "tdD", "tdD", "l"};
    struct rows_schema *parts = calloc(1, sizeof *parts);
    (void)stream;
    if (parts == NULL)
        return 12;
    for (int i = 0; i < ROWS_COLUMNS; i++) {
        parts->children[i].format = formats[i];
        parts->children[i].name = names[i];
        parts->children[i].release = rows_release_part;
        parts->pointers[i] = &parts->children[i];
    }
    parts->dictionary.format = "u";
    parts->dictionary.name = "";
    parts->dictionary.release = rows_release_part;
    parts->children[1].dictionary = &parts->dictionary;
    memset(out, 0, sizeof *out);
    out->format = "+s";
    out->name = "";
    out->n_children = ROWS_COLUMNS;
    out->children = parts->pointers;
    out->release = rows_release_schema;
    out->private_data = parts;
    return 0;
}

static void rows_release_child(struct ArrowArray *array)
{
    array->release = NULL;
}

static void rows_release_batch(struct ArrowArray *array)
{
    struct rows_batch *batch = array->private_data;
    free(batch->ids);
    free(batch->services);
    free(batch->first_days);
    free(batch->last_days);
    free(batch->payers);
    free(batch);
    array->release = NULL;
}

static void rows_column(struct rows_batch *batch, int column, const void *values, int64_t length)
{
    struct ArrowArray *array = &batch->children[column];
    batch->buffers[column][1] = values;
    array->length = length;
    array->n_buffers = 2;
    array->buffers = batch->buffers[column];
    array->release = rows_release_child;
    batch->child_pointers[column] = array;
}

static int rows_get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    struct rows *rows = stream->private_data;
    int64_t left = rows->count - rows->next;
    int64_t length = left < ROWS_IN_A_BATCH ? left : ROWS_IN_A_BATCH;
    memset(out, 0, sizeof *out);
    if (length <= 0)
        return 0;
    struct rows_batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL)
        return 12;
    size_t size = (size_t)length;
    batch->ids = malloc(size * sizeof *batch->ids);
    batch->services = malloc(size * sizeof *batch->services);
    batch->first_days = malloc(size * sizeof *batch->first_days);
    batch->last_days = malloc(size * sizeof *batch->last_days);
    batch->payers = malloc(size * sizeof *batch->payers);
    out->private_data = batch;
    if (!batch->ids || !batch->services || !batch->first_days || !batch->last_days || !batch->payers) {
        rows_release_batch(out);
        return 12;
    }
    for (int64_t i = 0; i < length; i++) {
        int64_t row = rows->next + i;
        int32_t first = ROWS_FIRST_DAY + (int32_t)(row * 7919 % 600);
        batch->ids[i] = row + 1;
        /* The undivided aftercare ends on 31 March 2023 (day 454 of this count), so only what ends before is priced by it. */
        batch->services[i] = first + 60 < ROWS_FIRST_DAY + 454 ? (int32_t)(row % 3) : (int32_t)(row % 2);
        batch->first_days[i] = first;
        batch->last_days[i] = first + (int32_t)(row * 104729 % 60);
        batch->payers[i] = 101;
    }
    rows_column(batch, 0, batch->ids, length);
    rows_column(batch, 1, batch->services, length);
    rows_column(batch, 2, batch->first_days, length);
    rows_column(batch, 3, batch->last_days, length);
    rows_column(batch, 4, batch->payers, length);
    batch->buffers[ROWS_COLUMNS][1] = ROWS_OFFSETS;
    batch->buffers[ROWS_COLUMNS][2] = ROWS_SERVICES;
    batch->dictionary.length = 3;
    batch->dictionary.n_buffers = 3;
    batch->dictionary.buffers = batch->buffers[ROWS_COLUMNS];
    batch->dictionary.release = rows_release_child;
    batch->children[1].dictionary = &batch->dictionary;
    out->length = length;
    out->n_buffers = 1;
    out->n_children = ROWS_COLUMNS;
    out->buffers = batch->buffers[ROWS_COLUMNS + 1];
    out->children = batch->child_pointers;
    out->release = rows_release_batch;
    rows->next += length;
    return 0;
}

static const char *rows_get_last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "out of memory";
}

static void rows_release(struct ArrowArrayStream *stream)
{
    free(stream->private_data);
    stream->release = NULL;
}

/* Makes a stream of so many cases; 0 when there is no memory. */
static int rows_stream(struct ArrowArrayStream *stream, int64_t count)
{
    struct rows *rows = malloc(sizeof *rows);
    if (rows == NULL)
        return 0;
    rows->next = 0;
    rows->count = count;
    stream->get_schema = rows_get_schema;
    stream->get_next = rows_get_next;
    stream->get_last_error = rows_get_last_error;
    stream->release = rows_release;
    stream->private_data = rows;
    return 1;
}

#endif
