-- What a dataset's own files are compared with: each other.
CREATE OR REPLACE VIEW reference_image AS SELECT image FROM file;
CREATE OR REPLACE VIEW reference_folder AS SELECT folder FROM file;
CREATE OR REPLACE VIEW reference_signer AS SELECT signer FROM file WHERE signer <> '';
