// Reads what the processes of a dataset loaded.
#pragma once

#include <cstdint>

#include "novelty/image_counts.hpp"
#include "novelty/image_novelty.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// Numbers the images, folders and signers of the dataset's files and of the views reference_image, reference_folder
/// and reference_signer, and reads which files each process loaded. Reads what describe_processes made. Memory: up to
/// 20 bytes for each load of 1.5 million processes at a time, and 4 for each file of a distinct set.
[[nodiscard]] LoadedFiles read_loaded_files(const Context& context, Database& database);

/// How many numbers there are, of names as well.
[[nodiscard]] ImageNumbers image_numbers(Database& database, std::size_t names);

}  // namespace proclens
