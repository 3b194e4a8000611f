// Archives made in tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace proclens {

using MemberTexts = std::vector<std::pair<std::string, std::string>>;  // name, content

enum class Packing { zip, seven_zip, tar, tar_gzip, tar_zstd, tar_xz, gzip, zstd, xz, bzip2 };

/// Writes an archive; for gzip, zstd, xz and bzip2 only the single member's content.
inline void write_packed(const std::filesystem::path& path, Packing packing, const MemberTexts& members) {
  archive* writer = archive_write_new();
  const bool is_bare = packing >= Packing::gzip;
  if (packing == Packing::zip) archive_write_set_format_zip(writer);
  if (packing == Packing::seven_zip) archive_write_set_format_7zip(writer);
  if (packing >= Packing::tar && packing <= Packing::tar_xz) {
    archive_write_set_format_pax_restricted(writer);
  }
  if (is_bare) archive_write_set_format_raw(writer);
  if (packing == Packing::gzip || packing == Packing::tar_gzip) archive_write_add_filter_gzip(writer);
  if (packing == Packing::zstd || packing == Packing::tar_zstd) archive_write_add_filter_zstd(writer);
  if (packing == Packing::xz || packing == Packing::tar_xz) archive_write_add_filter_xz(writer);
  if (packing == Packing::bzip2) archive_write_add_filter_bzip2(writer);
  if (archive_write_open_filename(writer, path.c_str()) != ARCHIVE_OK) throw std::runtime_error("cannot write archive");
  for (const auto& [name, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (archive_write_header(writer, entry) != ARCHIVE_OK) throw std::runtime_error(archive_error_string(writer));
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
    if (is_bare) break;
  }
  archive_write_close(writer);
  archive_write_free(writer);
}

}  // namespace proclens
