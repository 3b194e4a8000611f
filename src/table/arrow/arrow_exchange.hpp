// Tables to and from other programs in one process, by Arrow's C stream interface.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// https://arrow.apache.org/docs/format/CStreamInterface.html
struct ArrowArrayStream;

namespace proclens {

struct ArrowExchangeOptions {
  int threads = 0;  ///< 0: one per core
};

/// Makes `stream` yield the rows of a Parquet file, or of all that a pattern matches, in batches; columns that a file
/// lacks are NULL in its rows. The stream owns all that it needs and may be read and
/// released on any one thread at a time; reading reports errors by its get_last_error().
/// @param columns those to read, in this order; empty: all
/// @param stream uninitialised; its release() must be called
/// Throws Error (data), naming the file, if it is missing, no Parquet file or lacks a column.
void read_parquet(const std::filesystem::path& file, const std::vector<std::string>& columns, ArrowArrayStream* stream,
                  const ArrowExchangeOptions& options = {});

/// Writes the rows of `stream` to a Parquet file, which appears whole or not at all and replaces one of that name.
/// @param stream is read to its end and released
/// @return the number of rows
/// Throws Error: data if the stream fails, has types that Parquet has not, or columns without a name or with names that
/// differ only in case; machine if the file cannot be written.
std::uint64_t write_parquet(ArrowArrayStream* stream, const std::filesystem::path& file,
                            const ArrowExchangeOptions& options = {});

}  // namespace proclens
