"""Photos 照片 and scans 扫描件 that a case hands in: looked over, set upright, made fit for print."""
