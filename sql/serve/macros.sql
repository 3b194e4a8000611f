-- Milliseconds since 1970, cut towards it as C++ divides; beyond all others for infinite times.
CREATE MACRO milliseconds(moment) AS
    CASE WHEN moment = 'infinity' THEN 9223372036854775 WHEN moment = '-infinity' THEN -9223372036854775
         ELSE epoch_us(moment) // 1000 END;

-- NULL for what a JavaScript number may not hold.
CREATE MACRO small_number(whole) AS CASE WHEN abs(whole) <= 2251799813685248 THEN whole END;

-- NULL as NaN.
CREATE MACRO number_or_nan(whole) AS coalesce(CAST(whole AS DOUBLE), 'NaN'::DOUBLE);
